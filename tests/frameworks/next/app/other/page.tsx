import { Race } from "../race";

/** A figure that a server's HTML has, with values that are no texts. */
export default function Page() {
  return <Race objective="bowl" steps={50} shownStep={10} autoplay={false} axes loading="eager" />;
}
