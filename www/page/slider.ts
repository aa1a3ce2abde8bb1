// How a hyper-parameter moves along its slider: the module says on which scale.
import type { ParameterChoice } from "@glue";

type Scale = ParameterChoice["scale"];

/** How large a value is, or how near to 1, where that is what matters. */
const size = (value: number, scale: Scale) => (scale === "near" ? 1 - value : Math.abs(value));

/** The value at a place of the slider. */
export function fromSlider(place: number, scale: Scale): number {
  if (scale === "linear") return Number(place.toPrecision(3));
  if (scale === "near") return Number((1 - 10 ** -place).toPrecision(4));
  return Number((10 ** place).toPrecision(3));
}

/** The place of a value on the slider; what has no logarithm is at its end. */
export function toSlider(value: number, scale: Scale): number {
  if (scale === "linear") return value;
  return (scale === "near" ? -1 : 1) * Math.log10(Math.max(size(value, scale), 1e-99));
}

/** A number as a short field has room for it. */
export function numberText(value: number): string {
  const [plain, power] = [String(value), value.toExponential()];
  return plain.length > 6 && power.length < plain.length ? power : plain;
}

/** The step of a number field: its arrows move the second digit of the value, or its last. */
export function fieldStep(value: number, scale: Scale = "power"): string {
  const [digits = "0", power = "0"] = value.toExponential().split("e");
  const second = Math.floor(Math.log10(size(value, scale)) + 1e-9) - 1;
  return Number.isFinite(second) ? `1e${Math.min(second, Number(power) - digits.replace(/\D/g, "").length + 1)}` : "any";
}
