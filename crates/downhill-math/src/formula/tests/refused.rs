//! Texts that are refused, and the errors about them.

use super::error;

/// Each text with what follows "expected" in the error.
const REFUSED: &[(&str, &str)] = &[
    ("eˣ²", "an operator or the end instead of a number (write x*2 or 2x) at column 3"),
    (
        "√2x",
        "parentheses, without which this can be read in two ways (write √(2x) or √(2)*x) at column 3",
    ),
    (
        "√x²",
        "parentheses, without which this can be read in two ways (write √(2x) or √(2)*x) at column 3",
    ),
    (
        "|2|x|+1|",
        "parentheses, without which this can be read in two ways (write abs(x) for some of the bars) at column 5",
    ),
    (
        "|x|y|x|",
        "parentheses, without which this can be read in two ways (write abs(x) for some of the bars) at column 5",
    ),
    ("|x", "a closing bar (the bar at column 1 is open) at column 3"),
    ("x|", "a number, x, y, a function or an opening parenthesis at column 3"),
    ("L(w) = w^2", "x or y instead of w (the variables are x and y) at column 8"),
    (
        "y = x^2 + y",
        "a function, not an equation (y is on the left side, too; write only what is minimised) at column 11",
    ),
    (
        "x = y^2",
        "a function, not an equation instead of the equals sign = (write only what is minimised) at column 3",
    ),
    (
        "x^2 + y^2 = 1",
        "a function, not an equation instead of the equals sign = (write only what is minimised) at column 11",
    ),
    (
        "x == y",
        "a function, not an equation instead of the double equals sign == (write only what is minimised) at column 3",
    ),
    ("MAX(0,5*X;Y)", "a decimal point instead of a comma (write 0.5) at column 6"),
    (
        "LOG(X)",
        "a known name instead of LOG (write ln for the natural logarithm, log10 for the decimal one) at column 1",
    ),
    (
        "ATAN2(X,Y)",
        "a known name instead of ATAN2 (write atan2(y, x), with y before x) at column 1",
    ),
    ("x[[1]]", "x or y instead of an index (x[0] is x, x[1] is y) at column 1"),
    (
        "sin x/2",
        "parentheses, without which this can be read in two ways (put the argument of sin in parentheses) at column 6",
    ),
    (
        "sin 2 cos x",
        "parentheses, without which this can be read in two ways (put the argument of sin in parentheses) at column 7",
    ),
    (
        "ln|y|^2",
        "parentheses, without which this can be read in two ways (put the argument of ln in parentheses) at column 6",
    ),
    (
        "sin^-1(x)",
        "a whole number as the power of a function instead of -1 (write asin(x) or 1/sin(x)) at column 4",
    ),
    (
        "sin⁻¹(x)",
        "a whole number as the power of a function instead of -1 (write asin(x) or 1/sin(x)) at column 4",
    ),
    ("sin^n(x)", "x or y instead of n (the variables are x and y) at column 5"),
    (
        "tan^(-1)(x)",
        "a whole number as the power of a function instead of -1 (write atan(x) or 1/tan(x)) at column 4",
    ),
    (
        "\\sin^{-1}(x)",
        "a whole number as the power of a function instead of -1 (write asin(x) or 1/sin(x)) at column 5",
    ),
    (
        "sin x (y+1)",
        "parentheses, without which this can be read in two ways (put the argument of sin in parentheses) at column 7",
    ),
    (
        "sin 2(x+y)",
        "parentheses, without which this can be read in two ways (put the argument of sin in parentheses) at column 6",
    ),
    (
        "\\sqrt[5]{x}",
        "a number, x, y, a function or an opening parenthesis (write x^(1/n) for an n-th root) at column 6",
    ),
    ("\\log_2 x", "a known name instead of log_2 (did you mean log2?) at column 1"),
    ("\\log_{10} x", "a known name instead of log_10 (did you mean log10?) at column 1"),
    ("x \\, y \\; 2", "an operator or the end instead of a number (write x*2 or 2x) at column 11"),
    ("\\alpha x", "x or y instead of \\alpha (the variables are x and y) at column 1"),
    (
        "\\sum x",
        "a number, x, y, a function or an opening parenthesis instead of the summation sign ∑ (write all of it out) at column 1",
    ),
    ("where(x<0, 1)", "three arguments for where at column 13"),
    ("where(x, 1, 2)", "a comparison with <, <=, > or >= (where(x < 0, -x, x^2)) at column 8"),
    ("where(x == 0, 1, 2)", "a comparison with <, <=, > or >= (where(x < 0, -x, x^2)) at column 9"),
    (
        "where(x<0 & y<0, 1, 2)",
        "a closing parenthesis (the one at column 6 is open) instead of the ampersand & (one comparison is a condition; write where within where) at column 11",
    ),
    (
        "where(0<x<1, 1, 2)",
        "an operator or the end (one comparison only: where(x < 0, -x, x^2)) at column 10",
    ),
    (
        "x^{2}^3",
        "parentheses, without which this can be read in two ways (write (x^2)^3 or x^(2^3)) at column 6",
    ),
    (
        "x²^3",
        "parentheses, without which this can be read in two ways (write (x^2)^3 or x^(2^3)) at column 3",
    ),
    (
        "|x < 1|",
        "an operator or the end (a comparison is a condition only: where(x < 0, -x, x^2)) at column 4",
    ),
    (
        "sin(x<0)",
        "an operator or the end (a comparison is a condition only: where(x < 0, -x, x^2)) at column 6",
    ),
    (
        "x < 0",
        "an operator or the end (a comparison is a condition only: where(x < 0, -x, x^2)) at column 3",
    ),
    ("np.clip(x, 0, 1)", "a known name instead of np.clip (write min(max(x, a), b)) at column 1"),
    (
        "torch.clamp(x, min=0)",
        "a known name instead of torch.clamp (write min(max(x, a), b)) at column 1",
    ),
    ("np.foo(x)", "a known name instead of np.foo at column 1"),
    (
        "np.fmod(x, 2)",
        "a known name instead of np.fmod (write mod, whose result has the sign of the divisor) at column 1",
    ),
    (
        "math.fmod(x, 2)",
        "a known name instead of math.fmod (write mod, whose result has the sign of the divisor) at column 1",
    ),
    (
        "math.remainder(x, 0.3)",
        "a known name instead of math.remainder (write mod, whose result has the sign of the divisor) at column 1",
    ),
    (
        "50%",
        "a number, x, y, a function or an opening parenthesis (% is the remainder of a division; write 0.5 for 50 %) at column 4",
    ),
    (
        "x.pow(2)",
        "an operator or the end instead of the full stop . (write pow(x, 2) for x.pow(2)) at column 2",
    ),
    (
        "x.sin()",
        "an operator or the end instead of the full stop . (write pow(x, 2) for x.pow(2)) at column 2",
    ),
    ("x[2]", "x or y instead of x[2] (x[0] is x, x[1] is y) at column 1"),
    ("x[i]", "x or y instead of an index (x[0] is x, x[1] is y) at column 1"),
    ("y[0]", "x or y instead of y[0] (x[0] is x, x[1] is y) at column 1"),
    ("x0^2 + x1^2", "x or y instead of x0 (x1 is x, x2 is y; write x^2 for a power) at column 1"),
    ("x_0", "x or y instead of x_0 (x_1 is x, x_2 is y) at column 1"),
    ("x3", "x or y instead of x3 (x1 is x, x2 is y; write x^2 for a power) at column 1"),
    ("x_3", "x or y instead of x_3 (x_1 is x, x_2 is y) at column 1"),
    ("x_i", "a known name instead of x_i (the variables are x and y) at column 1"),
    ("x2 + y2", "x or y instead of y2 (write y; y^2 for a power) at column 6"),
    ("x^2 + y2", "x or y instead of y2 (write y; y^2 for a power) at column 7"),
    (
        "x1 + y",
        "one way of writing the variables instead of y (x1, x_1 and x[0] are other names of x, x2 of y; write x^2 for a power) at column 6",
    ),
    (
        "x + x1",
        "one way of writing the variables instead of x1 (x1, x_1 and x[0] are other names of x, x2 of y; write x^2 for a power) at column 5",
    ),
    (
        "x(1)",
        "x or y instead of x(1) (x(1) reads as x times 1; write x for x(1) and y for x(2)) at column 1",
    ),
    (
        "x(2)",
        "x or y instead of x(2) (x(1) reads as x times 1; write x for x(1) and y for x(2)) at column 1",
    ),
    (
        "y(1)",
        "x or y instead of y(1) (x(1) reads as x times 1; write x for x(1) and y for x(2)) at column 1",
    ),
    (
        "x(0)",
        "x or y instead of x(0) (x(1) reads as x times 1; write x for x(1) and y for x(2)) at column 1",
    ),
    (
        "2x(1)",
        "x or y instead of x(1) (x(1) reads as x times 1; write x for x(1) and y for x(2)) at column 2",
    ),
    (
        "x{1}",
        "x or y instead of x{1} (x(1) reads as x times 1; write x for x(1) and y for x(2)) at column 1",
    ),
    (
        "ex",
        "a known name instead of ex (write e*x for a product, e^x or exp(x) for a power) at column 1",
    ),
    (
        "exy",
        "a known name instead of exy (write e*x for a product, e^x or exp(x) for a power) at column 1",
    ),
    (
        "log2x",
        "parentheses, without which this can be read in two ways (write log2x with parentheses and *) at column 1",
    ),
    (
        "log10x",
        "parentheses, without which this can be read in two ways (write log10x with parentheses and *) at column 1",
    ),
    ("xlog2(y)", "a known name instead of xlog2 at column 1"),
    (
        "atan2x",
        "parentheses, without which this can be read in two ways (write atan2x with parentheses and *) at column 1",
    ),
    (
        "x2y",
        "one way of writing the variables instead of y (x1, x_1 and x[0] are other names of x, x2 of y; write x^2 for a power) at column 3",
    ),
    ("xy2", "a known name instead of xy2 (write x^2 for a power, 2*x for a product) at column 1"),
    ("maxxy", "an opening parenthesis after max at column 4"),
    ("ab", "x or y instead of ab (the variables are x and y) at column 1"),
    ("ax + by", "x or y instead of a and b (the variables are x and y) at column 1"),
    ("wx + b", "x or y instead of w and b (the variables are x and y) at column 1"),
    ("a*x^2 + b*y^2 + c", "x or y instead of a, b and c (the variables are x and y) at column 1"),
    ("k e^{-x}", "x or y instead of k (the variables are x and y) at column 1"),
    ("theta + 1", "x or y instead of theta (the variables are x and y) at column 1"),
    ("θ + x", "x or y instead of the Greek letter θ (the variables are x and y) at column 1"),
    ("2θ", "x or y instead of the Greek letter θ (the variables are x and y) at column 2"),
    ("θ₁", "x or y instead of the Greek letter θ (the variables are x and y) at column 1"),
    ("f(x)", "x or y instead of f (the variables are x and y) at column 1"),
    ("foo(x)", "a known name instead of foo at column 1"),
    ("lg x", "a known name instead of lg (did you mean log10?) at column 1"),
    ("tau*x", "a known name instead of tau (write 2*pi) at column 1"),
    ("asinh(x)", "a known name instead of asinh (write log(x + sqrt(x^2 + 1))) at column 1"),
    ("arcsinh(x)", "a known name instead of arcsinh (write log(x + sqrt(x^2 + 1))) at column 1"),
    ("sech(x)", "a known name instead of sech (write 1/cosh(x)) at column 1"),
    ("coth(x)", "a known name instead of coth (write 1/tanh(x)) at column 1"),
    ("gelu(x)", "a known name instead of gelu at column 1"),
    ("relu6(x)", "a known name instead of relu6 (write min(relu(x), 6)) at column 1"),
    ("elu(x)", "a known name instead of elu at column 1"),
    ("silu(x)", "a known name instead of silu (write x*sigmoid(x)) at column 1"),
    ("sqr(x)", "a known name instead of sqr (write x^2) at column 1"),
    ("sqtr(x)", "a known name instead of sqtr (did you mean sqrt?) at column 1"),
    ("sqrtt(x)", "a known name instead of sqrtt (did you mean sqrt?) at column 1"),
    ("flor(x)", "a known name instead of flor (did you mean floor?) at column 1"),
    ("tahn(x)", "a known name instead of tahn (did you mean tanh?) at column 1"),
    ("sinn(x)", "a known name instead of sinn (did you mean sin?) at column 1"),
    ("sine(x)", "a known name instead of sine (did you mean sin?) at column 1"),
    ("cosinus(x)", "a known name instead of cosinus (did you mean cos?) at column 1"),
    ("NaN", "a known name instead of NaN at column 1"),
    ("inf", "a known name instead of inf (numbers are finite) at column 1"),
    ("Infinity", "a known name instead of Infinity (numbers are finite) at column 1"),
    ("i*x", "x or y instead of i (the variables are x and y) at column 1"),
    ("gamma(x)", "a known name instead of gamma at column 1"),
    ("erf(x)", "a known name instead of erf at column 1"),
    ("trunc(x)", "a known name instead of trunc (write floor or ceil) at column 1"),
    ("norm(x)", "a known name instead of norm (write hypot(x, y)) at column 1"),
    ("sum(x)", "a known name instead of sum (write the sum out: x^2 + y^2) at column 1"),
    ("exp10(x)", "a known name instead of exp10 (write 10^x) at column 1"),
    ("atan(y, x)", "one argument for atan (write atan2(y, x)) at column 7"),
    ("max(x)", "two or more arguments for max at column 6"),
    ("sin()", "one argument for sin at column 5"),
    ("sin(x, y)", "one argument for sin at column 6"),
    ("pow(x)", "two arguments for pow at column 6"),
    ("atan2(y)", "two arguments for atan2 at column 8"),
    ("hypot(x)", "two arguments for hypot at column 8"),
    ("hypot(0,5*x, y)", "a decimal point instead of a comma (write 0.5) at column 8"),
    ("sin", "an opening parenthesis after sin at column 4"),
    ("sin(", "a number, x, y, a function or an opening parenthesis at column 5"),
    ("cos +", "an opening parenthesis after cos at column 5"),
    (
        "x!",
        "an operator or the end instead of the exclamation mark ! (there are no factorials; write the number) at column 2",
    ),
    (
        "x @ y",
        "an operator or the end instead of the at sign @ (write * for a product) at column 3",
    ),
    (
        "∂x",
        "a number, x, y, a function or an opening parenthesis instead of the sign of a partial derivative ∂ (write the function itself) at column 1",
    ),
    (
        "∞",
        "a number, x, y, a function or an opening parenthesis instead of the infinity sign ∞ (numbers are finite) at column 1",
    ),
    (
        "x≠y",
        "an operator or the end instead of the sign of inequality ≠ (compare with <, <=, > or >=) at column 2",
    ),
    ("x ± y", "an operator or the end instead of the plus-minus sign ± (write + or -) at column 3"),
    (
        "¬x",
        "a number, x, y, a function or an opening parenthesis instead of the logical not ¬ (one comparison is a condition; write where within where) at column 1",
    ),
    (
        "x'",
        "an operator or the end instead of the apostrophe ' (write the function itself) at column 2",
    ),
    (
        "x#",
        "an operator or the end instead of the number sign # (leave out what is no part of the formula) at column 2",
    ),
    (
        "~x",
        "a number, x, y, a function or an opening parenthesis instead of the tilde ~ at column 1",
    ),
    ("x\\y", "x or y instead of \\y (the variables are x and y) at column 2"),
    (
        "€",
        "a number, x, y, a function or an opening parenthesis instead of the euro sign € at column 1",
    ),
    ("(x", "a closing parenthesis (the one at column 1 is open) at column 3"),
    ("[x)", "a closing square bracket (the one at column 1 is open) at column 3"),
    ("{x", "a closing brace (the one at column 1 is open) at column 3"),
    ("(x+1))", "an operator or the end (nothing is open that this closes) at column 6"),
    ("x]", "an operator or the end (nothing is open that this closes) at column 2"),
    (
        "x = ",
        "a function, not an equation instead of the equals sign = (write only what is minimised) at column 3",
    ),
    (
        "х + 1",
        "the Latin letter x instead of the Cyrillic letter х (it only looks the same: it is Cyrillic) at column 1",
    ),
    (
        "сos(x)",
        "the Latin letter c instead of the Cyrillic letter с (it only looks the same: it is Cyrillic) at column 1",
    ),
    (
        "sin(х)",
        "the Latin letter x instead of the Cyrillic letter х (it only looks the same: it is Cyrillic) at column 5",
    ),
    (
        "siп(x)",
        "the Latin letter n instead of the Cyrillic letter п (it only looks the same: it is Cyrillic) at column 3",
    ),
    (
        "χ^2",
        "the Latin letter x instead of the Greek letter χ (it only looks the same: it is Greek) at column 1",
    ),
    ("γ", "x or y instead of the Greek letter γ (the variables are x and y) at column 1"),
    ("0,5x", "a decimal point instead of a comma (write 0.5) at column 2"),
    ("1,000*x", "a decimal point instead of a comma (write 1.000 or 1000) at column 2"),
    ("3,14*x", "a decimal point instead of a comma (write 3.14) at column 2"),
    ("1.000,5", "a decimal point instead of a comma (write 1000.5) at column 6"),
    ("sin(0,5)", "a decimal point instead of a comma (write 0.5) at column 6"),
    ("sin(0,5*x)", "a decimal point instead of a comma (write 0.5) at column 6"),
    ("pow(0,5*x,2)", "a decimal point instead of a comma (write 0.5) at column 6"),
    ("x^0,5", "a decimal point instead of a comma (write 0.5) at column 4"),
    ("1 000 x", "an operator or the end instead of a number (write x*2 or 2x) at column 3"),
    ("1e999", "a number up to 1.797e308 at column 1"),
    ("x^", "a number, x, y, a function or an opening parenthesis at column 3"),
    ("^2", "a number, x, y, a function or an opening parenthesis at column 1"),
    ("*x", "a number, x, y, a function or an opening parenthesis at column 1"),
    ("x**", "a number, x, y, a function or an opening parenthesis at column 4"),
    (
        "x//2",
        "an operator or the end instead of the sign of whole division // (write floor(x/y)) at column 2",
    ),
    ("x||y", "a closing bar (the bar at column 3 is open) at column 5"),
    (
        "‖x‖",
        "a number, x, y, a function or an opening parenthesis instead of the double bar ‖ (write hypot(x, y) or sqrt(x^2 + y^2)) at column 1",
    ),
    (
        "90°",
        "an operator or the end instead of the degree sign ° (angles are in radians: write pi/180 times the number) at column 3",
    ),
    (
        "{x<0: -x}",
        "else and the value where the condition does not hold ({x < 0: -x, x^2}) at column 9",
    ),
    (
        "\\begin{cases} x \\end{cases}",
        "a known name instead of \\begin (write where(x < 0, a, b) for cases) at column 1",
    ),
    ("f(\\mathbf {x} )=10n", "x or y instead of n (the variables are x and y) at column 19"),
    ("np.sum(x**2)", "a known name instead of np.sum (write the sum out: x^2 + y^2) at column 1"),
    (
        "torch.where(x > 0, x, torch.zeros_like(x))",
        "a known name instead of torch.zeros_like at column 23",
    ),
    (
        "0.5 * torch.sum(x)",
        "a known name instead of torch.sum (write the sum out: x^2 + y^2) at column 7",
    ),
    (
        "x ** 2 + \\",
        "a number, x, y, a function or an opening parenthesis instead of the backslash \\ at column 10",
    ),
    (
        "Plot3D[Sin[x y], {x, 0, 3}]",
        "x or y instead of Plot3D (the variables are x and y) at column 1",
    ),
    ("=A1^2+B1^2", "x or y instead of A1 and B1 (the variables are x and y) at column 2"),
    ("=ROUND(X,0)", "one argument for ROUND (it gives whole numbers) at column 9"),
    (
        "=X^2+Y^2*50%",
        "a number, x, y, a function or an opening parenthesis (% is the remainder of a division; write 0.5 for 50 %) at column 13",
    ),
    ("=SUMSQ(X,Y)", "a known name instead of SUMSQ at column 2"),
    ("1,5x²", "a decimal point instead of a comma (write 1.5) at column 2"),
    (
        "x²+y²=z",
        "a function, not an equation instead of the equals sign = (write only what is minimised) at column 6",
    ),
    (
        "\\min_{x,y} x^2",
        "an opening parenthesis after min instead of the underscore _ (x_1 is x, x_2 is y) at column 5",
    ),
    ("f: ℝ² → ℝ, f(x,y) = x²", "x or y instead of f (the variables are x and y) at column 1"),
    ("V = 1/2 k x^2", "x or y instead of k (the variables are x and y) at column 9"),
    ("y = mx + b", "x or y instead of m and b (the variables are x and y) at column 5"),
    ("log(x, 2)", "one argument for log (write log(x)/log(2) for the base 2) at column 6"),
    ("log_10(x)", "a known name instead of log_10 (did you mean log10?) at column 1"),
    ("max x", "an opening parenthesis after max at column 5"),
    (
        "√3x",
        "parentheses, without which this can be read in two ways (write √(2x) or √(2)*x) at column 3",
    ),
    (
        "x<>y",
        "an operator or the end instead of the sign of inequality ≠ (compare with <, <=, > or >=) at column 2",
    ),
    ("x(:,1)^2", "x or y instead of an index (write x for x(:, 1) and y for x(:, 2)) at column 1"),
    ("np.linalg.norm(x)", "a known name instead of np.linalg (write hypot(x, y)) at column 1"),
    ("Log[2, x]", "one argument for Log (write log(x)/log(2) for the base 2) at column 6"),
    ("round(x, 2)", "one argument for round (it gives whole numbers) at column 8"),
    ("ArcTan[x, y]", "one argument for ArcTan (write atan2(y, x)) at column 9"),
    ("f(x)=", "a number, x, y, a function or an opening parenthesis at column 6"),
    ("=", "a number, x, y, a function or an opening parenthesis at column 2"),
    (
        "$$",
        "a number, x, y, a function or an opening parenthesis instead of the dollar sign $ at column 1",
    ),
    (
        "$",
        "a number, x, y, a function or an opening parenthesis instead of the dollar sign $ at column 1",
    ),
    (";", "a number, x, y, a function or an opening parenthesis at column 1"),
    ("()", "a number, x, y, a function or an opening parenthesis at column 2"),
    ("||", "a number, x, y, a function or an opening parenthesis at column 3"),
    ("{}", "a number, x, y, a function or an opening parenthesis at column 2"),
    ("f(x,y)", "x or y instead of f (the variables are x and y) at column 1"),
    (
        "\\",
        "a number, x, y, a function or an opening parenthesis instead of the backslash \\ at column 1",
    ),
    ("\\sqrt", "a number, x, y, a function or an opening parenthesis at column 6"),
    ("\\frac", "a number, x, y, a function or an opening parenthesis at column 6"),
    ("\\frac{1}", "a number, x, y, a function or an opening parenthesis at column 9"),
    ("√", "a number, x, y, a function or an opening parenthesis at column 2"),
    ("|", "a number, x, y, a function or an opening parenthesis at column 2"),
    ("sin²", "an opening parenthesis after sin at column 5"),
    ("²", "a number, x, y, a function or an opening parenthesis at column 1"),
    ("x⁺", "a number, x, y, a function or an opening parenthesis at column 3"),
    (
        "₂",
        "a number, x, y, a function or an opening parenthesis instead of the underscore _ (x_1 is x, x_2 is y) at column 1",
    ),
    ("x₂₂", "x or y instead of x_22 (x_1 is x, x_2 is y) at column 1"),
    ("np.", "x or y instead of np (the variables are x and y) at column 1"),
    ("np", "x or y instead of np (the variables are x and y) at column 1"),
    ("np.x", "a known name instead of np.x (the variables are x and y) at column 1"),
    ("1..2", "an operator or the end instead of a number (write x*2 or 2x) at column 3"),
    ("x...y", "an operator or the end instead of the ellipsis … (write all of it out) at column 2"),
    ("if", "an opening parenthesis after if at column 3"),
    ("else", "a number, x, y, a function or an opening parenthesis instead of else at column 1"),
    ("x if", "a number, x, y, a function or an opening parenthesis at column 5"),
    ("x if y", "a comparison with <, <=, > or >= (where(x < 0, -x, x^2)) at column 7"),
    ("x if x<y", "else and the value where the condition does not hold at column 9"),
    ("x if x<y else", "a number, x, y, a function or an opening parenthesis at column 14"),
    ("where", "an opening parenthesis after where at column 6"),
    ("mod", "an opening parenthesis after mod at column 4"),
    ("x mod", "a number, x, y, a function or an opening parenthesis at column 6"),
    ("lambda", "a known name instead of lambda (the variables are x and y) at column 1"),
    ("lambda x", "a known name instead of lambda (the variables are x and y) at column 1"),
    ("def", "a known name instead of def (the variables are x and y) at column 1"),
    ("return", "a number, x, y, a function or an opening parenthesis at column 7"),
    (
        "@",
        "a number, x, y, a function or an opening parenthesis instead of the at sign @ (write * for a product) at column 1",
    ),
    (
        "@(x",
        "a number, x, y, a function or an opening parenthesis instead of the at sign @ (write * for a product) at column 1",
    ),
    (
        "≤",
        "a number, x, y, a function or an opening parenthesis instead of a comparison at column 1",
    ),
    ("x ≤", "a number, x, y, a function or an opening parenthesis at column 4"),
    ("x ? y : 2", "a comparison with <, <=, > or >= (x < 0 ? -x : x^2) at column 3"),
    ("x<0?1", "a colon and the value where the condition does not hold at column 6"),
    ("x<0?1:", "a number, x, y, a function or an opening parenthesis at column 7"),
    ("(x<0", "a closing parenthesis (the one at column 1 is open) at column 5"),
    ("where(x<0,1,2,3)", "a decimal point instead of a comma (write 0.1) at column 10"),
    ("max()", "two or more arguments for max at column 5"),
    ("max(,)", "a number, x, y, a function or an opening parenthesis at column 5"),
    ("max(x,)", "a number, x, y, a function or an opening parenthesis at column 7"),
    ("\\text{", "a number, x, y, a function or an opening parenthesis at column 7"),
    ("\\left", "a number, x, y, a function or an opening parenthesis at column 6"),
    ("\\left|", "a number, x, y, a function or an opening parenthesis at column 7"),
    ("\\left|x", "a closing bar (the bar at column 1 is open) at column 8"),
    ("\\left|x|", "a number, x, y, a function or an opening parenthesis at column 9"),
    ("sum(x**2)", "a known name instead of sum (write the sum out: x^2 + y^2) at column 1"),
    ("x@x", "an operator or the end instead of the at sign @ (write * for a product) at column 2"),
    (
        "np.dot(x,x)",
        "a known name instead of np.dot (write the product out: x^2 + y^2) at column 1",
    ),
    (
        "torch.exp(-x.pow(2))",
        "a closing parenthesis (the one at column 10 is open) instead of the full stop . (write pow(x, 2) for x.pow(2)) at column 13",
    ),
    (
        "x.pow(2) + y.pow(2)",
        "an operator or the end instead of the full stop . (write pow(x, 2) for x.pow(2)) at column 2",
    ),
    (
        "x.square()",
        "an operator or the end instead of the full stop . (write pow(x, 2) for x.pow(2)) at column 2",
    ),
    ("lambda p: p[0]**2 + p[1]**2", "x or y instead of p (the variables are x and y) at column 11"),
    ("w1**2 + w2**2", "x or y instead of w1 and w2 (the variables are x and y) at column 1"),
    ("theta0", "x or y instead of theta0 (the variables are x and y) at column 1"),
    ("a*x+b", "x or y instead of a and b (the variables are x and y) at column 1"),
    ("\\operatorname{sech} x", "a known name instead of sech (write 1/cosh(x)) at column 1"),
    (
        "J(\\mathbf{w}) = w_1^2 + w_2^2",
        "x or y instead of w_1 and w_2 (the variables are x and y) at column 17",
    ),
    ("\\bar x", "x or y instead of \\bar (the variables are x and y) at column 1"),
    ("\\vec{x}", "x or y instead of \\vec (the variables are x and y) at column 1"),
    ("\\hat{y}", "x or y instead of \\hat (the variables are x and y) at column 1"),
    ("x^T x", "x or y instead of T (the variables are x and y) at column 3"),
    (
        "\\|x\\|_2",
        "a number, x, y, a function or an opening parenthesis instead of the double bar ‖ (write hypot(x, y) or sqrt(x^2 + y^2)) at column 1",
    ),
    ("\\log_{2}(x)", "a known name instead of log_2 (did you mean log2?) at column 1"),
    ("\\log_2(x)", "a known name instead of log_2 (did you mean log2?) at column 1"),
    (
        "\\log_a(x)",
        "a known name instead of log_a (write log(x)/log(a) for the base a) at column 1",
    ),
    ("\\binom{x}{2}", "x or y instead of \\binom (the variables are x and y) at column 1"),
    (
        "\\int x dx",
        "a number, x, y, a function or an opening parenthesis instead of the integral sign ∫ (write the function itself) at column 1",
    ),
    ("\\frac{d}{dx}", "x or y instead of d (the variables are x and y) at column 7"),
    (
        "alpha*x + beta*y",
        "x or y instead of alpha and beta (the variables are x and y) at column 1",
    ),
    (
        "\\alpha x + \\beta y",
        "x or y instead of \\alpha and \\beta (the variables are x and y) at column 1",
    ),
    ("a x^2 + θ", "x or y instead of a and θ (the variables are x and y) at column 1"),
    (
        "\\left\\{x>0\\right\\}",
        "an operator or the end (a comparison is a condition only: where(x < 0, -x, x^2)) at column 19",
    ),
    ("=INT(X)", "a known name instead of INT (write floor or ceil) at column 2"),
    ("=CEILING(X,1)", "one argument for CEILING at column 11"),
    ("=0,5*X", "a decimal point instead of a comma (write 0.5) at column 3"),
    (
        "f = @(x) x(1)^2 + x(2)^2;",
        "x or y instead of x(1) (x(1) reads as x times 1; write x for x(1) and y for x(2)) at column 10",
    ),
    (
        "x.^2' ",
        "an operator or the end instead of the apostrophe ' (write the function itself) at column 5",
    ),
    ("x^2+y^2 % comment", "x or y instead of comment (the variables are x and y) at column 11"),
    (
        "x**2 # comment",
        "an operator or the end instead of the number sign # (leave out what is no part of the formula) at column 6",
    ),
    (
        "x**2 // comment",
        "an operator or the end instead of the sign of whole division // (write floor(x/y)) at column 6",
    ),
    ("peaks(x,y)", "a known name instead of peaks at column 1"),
    (
        "x.\\y",
        "an operator or the end instead of the full stop . (write pow(x, 2) for x.pow(2)) at column 2",
    ),
    (
        "Sinc[x]",
        "a known name instead of Sinc (write sin(x)/x, or sinc(x) for sin(pi*x)/(pi*x)) at column 1",
    ),
    (
        "Piecewise[{{x, x<0}}, 0]",
        "a known name instead of Piecewise (write where(x < 0, a, b)) at column 1",
    ),
    ("log₂(x)", "a known name instead of log_2 (did you mean log2?) at column 1"),
    ("log₁₀(x)", "a known name instead of log_10 (did you mean log10?) at column 1"),
    ("x y z", "x or y instead of z (the variables are x and y) at column 5"),
    ("sin^0(x)", "a whole number as the power of a function (write sin(x)^n) at column 6"),
    ("sin^2.5(x)", "a whole number as the power of a function (write sin(x)^n) at column 8"),
    ("sin^x(y)", "a whole number as the power of a function at column 5"),
    ("x?y:1", "a comparison with <, <=, > or >= (x < 0 ? -x : x^2) at column 2"),
    (
        "sin x/ 2",
        "parentheses, without which this can be read in two ways (put the argument of sin in parentheses) at column 6",
    ),
    (
        "e^xy",
        "parentheses, without which this can be read in two ways (write e^(x*y) or e^x*y) at column 4",
    ),
    (
        "2^-xy",
        "parentheses, without which this can be read in two ways (write e^(x*y) or e^x*y) at column 5",
    ),
    (
        "e^xsin(y)",
        "parentheses, without which this can be read in two ways (write e^(x*y) or e^x*y) at column 4",
    ),
    (
        "e^xe^y",
        "parentheses, without which this can be read in two ways (write e^(x*y) or e^x*y) at column 4",
    ),
    (
        "e^πx",
        "parentheses, without which this can be read in two ways (write e^(x*y) or e^x*y) at column 4",
    ),
    (
        "exp -x^2 / 2",
        "parentheses, without which this can be read in two ways (put the argument of exp in parentheses) at column 10",
    ),
    ("x^y z", "x or y instead of z (the variables are x and y) at column 5"),
];

#[test]
fn what_is_refused_says_what_to_write() {
    for (text, wanted) in REFUSED {
        let error = error(text);
        assert_eq!(error.strip_prefix("expected "), Some(*wanted), "{text}");
    }
}

#[test]
fn no_hint_gives_another_function() {
    // Unknown functions that differ in a letter or two from a known one.
    for name in [
        "gelu", "selu", "elu", "celu", "mish", "erf", "erfc", "gamma", "lgamma", "beta", "sinpi",
        "cospi", "versin", "sincos", "cosint", "logit", "logn", "asec", "acsc", "acot", "asinh",
        "acosh", "atanh", "sech", "csch", "coth", "cis", "cas", "expint", "floors", "minmax",
        "argmin", "argmax", "signbit", "mode", "mad", "powm", "hyp", "sqrt3", "cbrt2", "log3",
        "log5", "exp3", "rand", "ceil2", "nan", "NaN", "inf", "none", "true", "tau", "phi", "abc",
        "sum", "mean", "std",
    ] {
        let error = error(&format!("{name}(x)"));
        assert!(!error.contains("did you mean"), "{error}");
    }
}
