// Stands in embed.html: loads embed.js, which takes the sentence away that is shown where it does not come.
{
  const script = document.createElement("script");
  script.src = "embed.js";
  script.onerror = () => {
    /** @type {HTMLElement} */ (document.querySelector("#late")).style.animation = "none";
  };
  document.currentScript?.after(script);
}
