import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { Race } from "./Race";
import { Values } from "./Values";

function App() {
  const [shown, setShown] = useState("race");
  return (
    <main>
      <nav>
        {["race", "values", "nothing"].map((name) => (
          <button key={name} id={name} onClick={() => setShown(name)}>
            {name}
          </button>
        ))}
      </nav>
      {shown === "race" && <Race />}
      {shown === "values" && <Values />}
    </main>
  );
}

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
