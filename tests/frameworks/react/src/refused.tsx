// What the types refuse: each line that expects an error has one.
import "downhill-race/react";

export const refused = (
  <>
    {/* @ts-expect-error: no attribute of that name */}
    <downhill-race objektive="bowl" />
    {/* @ts-expect-error: a number of steps */}
    <downhill-race steps="many" />
    {/* @ts-expect-error: one of three */}
    <downhill-race controls="some" />
  </>
);
