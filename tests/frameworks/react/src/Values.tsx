// Values of every kind, as React 19 hands them to elements.
import type { DownhillRace } from "downhill-race/element";
import { useEffect, useRef, useState } from "react";

export function Values() {
  const race = useRef<DownhillRace>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [copied, setCopied] = useState<DownhillRace["config"]>();
  const [ended, setEnded] = useState(0);

  useEffect(() => {
    void race.current?.ready.then((ready) => setCopied(ready.config));
  }, []);

  return (
    <section>
      <downhill-race
        ref={race}
        id="first"
        objective="bowl"
        racers={[{ optimizer: "adam", lr: 0.1, label: "one" }]}
        view={{ x: [-3, 3], y: [-2, 2] }}
        start={[2, 1]}
        steps={40}
        axes
        autoplay={false}
        loop={false}
        controls="minimal"
        loading="eager"
        shownStep={7}
        playing={isPlaying}
        ondownhill-end={() => setEnded((count) => count + 1)}
      />
      <button id="play" onClick={() => setPlaying(true)}>
        Play
      </button>
      <output>{ended}</output>
      {copied && <downhill-race id="second" config={copied} loading="eager" />}
    </section>
  );
}
