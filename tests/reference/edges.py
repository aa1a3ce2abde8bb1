"""Values and gradients at edges by torch's autograd: edges.txt.

Every formula at every point of a grid where roots, powers, logarithms, poles
and kinks have theirs. README.md says how the file is read.
"""

import math
import re
from pathlib import Path

import torch

GRID = [0.0, 1.0, -1.0, 0.5, -2.0]

# Of x alone: each also plus y^2 and times y, where an infinite slope along x must leave the
# derivative by y alone.
OF_X = """
sqrt(x) x^0.5 x^(1/2) pow(x,0.5) x^1.5 x^-0.5 x^(1/3) x^-1 x^-2 x^0 x^2 x^3 x^5 x^-5 x^65
sqrt(x)^2 sqrt(x)^3 sqrt(x^2) (x^2)^0.5 (x^2)^1.5 (x^2)^(1/3) sqrt(abs(x)) abs(x)^0.5 abs(x)^1.5
abs(x)^(1/3) abs(x) abs(x-1) abs(x)^x x^x 0^x 2^x (-2)^x e^x exp(x) exp(1/x) exp(-1/x^2)
1/x 1/x^2 x/x x/abs(x) x^2/abs(x) (x+1)/x (x^2+1)/x x/(x-1) sin(x)/x tan(x)/x (1-cos(x))/x^2
exp(x)/x log(x) log10(x) log(1+x) log(abs(x)) x*log(x) x^2*log(abs(x)) log(x)/x
asin(x) acos(x) acos(x)*x asin(x)^2 sqrt(1-x) sqrt(1-x^2) atan(x) tan(x) sinh(x) cosh(x) tanh(x)
sign(x) floor(x) floor(x)*sqrt(x) sign(x)*sqrt(abs(x)) sqrt(floor(x)) sqrt(sign(x)+1)
max(x,0) min(x,0) max(x,0)^0.5 sqrt(max(x,0)) max(x,0)^1.5 0*sqrt(x) sqrt(0*x) (0*x)^0.5
log2(x) log1p(x) log1p(-x) log1p(x)/x expm1(x) expm1(x)/x exp2(x) exp2(1/x) relu(x) sqrt(relu(x))
relu(x)^0.5 relu(x)/x sigmoid(x) sigmoid(1/x) softplus(x) softplus(100*x) ceil(x) round(x)
round(x+0.5) sqrt(ceil(x)) sinc(x) sec(x) csc(x) cot(x) hypot(x,1) hypot(x,0) mod(x,1) mod(x,0.75)
where(x<0,-x,x^2) where(x<=0,x,x^3)
"""

OF_BOTH = """
(x^2+y^2)^0.5 (x^2+y^2)^(1/2) sqrt(x^2+y^2) (x^2+y^2)^1.5 (x^2+y^2)^0.25 1/sqrt(x^2+y^2)
exp(-sqrt(x^2+y^2)) sqrt(abs(x)+abs(y)) (abs(x)+abs(y))^0.5 sqrt(1-x^2-y^2)
x^y y^x abs(x)^y x^(y/2) x^(-y) x^y+y^x sqrt(x)^y sqrt(x)^0*y pow(x,2)+pow(y,0.5)
(x*y)^0.5 sqrt(x*y) sqrt(x)*sqrt(y) sqrt(x)*y sqrt(x)/y y/sqrt(x) x^2*y^0.5 x*sqrt(y)
(x+y)^0.5 (x-y)^1.5 sqrt(x-y)+x abs(x-y)^0.5 abs(x-y) abs(x*y) x*abs(y) abs(x)^0.5*y sqrt(x^2+y)
x/y y/x x*y/(x^2+y^2) (x^2-y^2)/(x^2+y^2) atan(y/x) sin(x)/x*y sin(x*y)/(x*y)
log(x^2+y^2) log(x)*y x*log(y) exp(x)*log(y) log(abs(x-y)) tan(x)*y
asin(x)*y asin(x*y) asin(x)+acos(y) floor(x)*y sqrt(floor(x)+y) sign(x)*y sign(x)/y
max(x,y) min(x,y) max(abs(x),abs(y)) sqrt(max(x,y)) sqrt(min(x,y)) max(x,y)^0.5 max(x^2,y)
min(max(x,0),y) max(min(x,y),0) max(x,x) min(x,x)+y (x*y)^2
atan2(y,x) atan2(x,y) atan2(y,x)^2 atan2(y,1)*x hypot(x,y) hypot(x-1,y) 1/hypot(x,y) mod(x,y)
mod(y,x)*x relu(x)*y relu(x-y) where(x<y,x^2,y) where(x<=y,x,y^2) log1p(x*y) softplus(x)*y
"""


def number(value):
    return value if torch.is_tensor(value) else torch.tensor(float(value), dtype=torch.float64)


NAMES = {
    name: getattr(torch, name)
    for name in (
        "abs sqrt exp log log10 sin cos tan asin acos atan sinh cosh tanh sign floor "
        "log2 log1p expm1 exp2 relu sigmoid ceil round sinc"
    ).split()
}
NAMES |= {
    "max": lambda a, b: torch.maximum(number(a), number(b)),
    "min": lambda a, b: torch.minimum(number(a), number(b)),
    "pow": lambda a, b: a**b,
    "softplus": torch.nn.functional.softplus,
    "sec": lambda a: 1 / torch.cos(a),
    "csc": lambda a: 1 / torch.sin(a),
    "cot": lambda a: 1 / torch.tan(a),
    "atan2": lambda a, b: torch.atan2(number(a), number(b)),
    "hypot": lambda a, b: torch.hypot(number(a), number(b)),
    "mod": lambda a, b: torch.remainder(number(a), number(b)),
    "where": lambda c, a, b: torch.where(c, number(a), number(b)),
    "e": math.e,
}


def evaluate(formula, point):
    """f and its gradient; a variable that the formula has not has the derivative 0."""
    x, y = (torch.tensor(part, dtype=torch.float64, requires_grad=True) for part in point)
    value = eval(formula, NAMES | {"x": x, "y": y})
    value.backward()
    return [value.item()] + [0.0 if part.grad is None else part.grad.item() for part in (x, y)]


def main():
    of_x = OF_X.split()
    formulas = of_x + OF_BOTH.split()
    formulas += [f"{formula} + y^2" for formula in of_x] + [f"({formula})*y" for formula in of_x]
    lines = []
    for formula in formulas:
        lines.append(f"# {formula}")
        python = re.sub(r"\^", "**", formula)
        for x in GRID:
            for y in GRID:
                found = evaluate(python, (x, y))
                lines.append(" ".join(f"{part:.17g}" for part in [x, y, *found]))
    Path(__file__).with_name("edges.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
