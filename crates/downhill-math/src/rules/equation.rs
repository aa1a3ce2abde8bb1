//! Pieces of equations in MathML.
//!
//! An equation is a line: its result, `|`, and a text. In these a slot is a letter and a symbol in
//! braces; in each coordinate the letter has a value. A remembered quantity has two slots with the
//! same symbol, small before the step and capital after it.

/// A parenthesis. It is as high as a letter, whatever stands in it.
macro_rules! open {
    () => {
        "<mo stretchy='false'>(</mo>"
    };
}
macro_rules! close {
    () => {
        "<mo stretchy='false'>)</mo>"
    };
}
/// A share of what was, and the rest of what is new.
macro_rules! mixed {
    ($share:literal, $old:literal, $less:literal, $new:literal) => {
        concat!(
            $share,
            "<mo>·</mo>",
            $old,
            "<mo>+</mo>",
            open!(),
            "<mn>1</mn><mo>−</mo>",
            $less,
            close!(),
            "<mo>·</mo>",
            $new
        )
    };
}
/// The step, where `$of` is what is taken that many times.
macro_rules! plain {
    ($of:expr) => {
        concat!("{D<mi>Δx</mi>}|<mo>−</mo>{l<mi>lr</mi>}<mo>·</mo>", $of, "\n")
    };
}
/// The same, divided by the root of `$squares`.
macro_rules! scaled {
    ($of:literal, $squares:literal) => {
        concat!(
            "{D<mi>Δx</mi>}|<mo>−</mo><mfrac><mrow>{l<mi>lr</mi>}<mo>·</mo>",
            $of,
            "</mrow><mrow><msqrt>",
            $squares,
            "</msqrt><mo>+</mo>{e<mi>eps</mi>}</mrow></mfrac>\n"
        )
    };
}
/// The next iterate.
macro_rules! next {
    () => {
        "{X<mi>x</mi>}|{x<mi>x</mi>}<mo>+</mo>{D<mi>Δx</mi>}"
    };
}
/// Both running means of Adam.
macro_rules! means {
    () => {
        concat!(
            "{V<mi>m</mi>}|",
            mixed!(
                "{a<msub><mi>β</mi><mn>1</mn></msub>}",
                "{v<mi>m</mi>}",
                "{a<msub><mi>β</mi><mn>1</mn></msub>}",
                "{g<mi>g</mi>}"
            ),
            "\n{S<mi>s</mi>}|",
            mixed!(
                "{b<msub><mi>β</mi><mn>2</mn></msub>}",
                "{s<mi>s</mi>}",
                "{b<msub><mi>β</mi><mn>2</mn></msub>}",
                "<msup>{g<mi>g</mi>}<mn>2</mn></msup>"
            ),
            "\n"
        )
    };
}
/// The means corrected for having started at zero, and the step made of them.
macro_rules! corrected {
    () => {
        concat!(
            "{n<mover><mi>m</mi><mo>^</mo></mover>}|<mfrac>{V<mi>m</mi>}",
            "{A<mrow><mn>1</mn><mo>−</mo><msubsup><mi>β</mi><mn>1</mn><mi>t</mi></msubsup></mrow>}",
            "</mfrac>\n{r<mover><mi>s</mi><mo>^</mo></mover>}|<mfrac>{S<mi>s</mi>}",
            "{B<mrow><mn>1</mn><mo>−</mo><msubsup><mi>β</mi><mn>2</mn><mi>t</mi></msubsup></mrow>}",
            "</mfrac>\n",
            scaled!(
                "{n<mover><mi>m</mi><mo>^</mo></mover>}",
                "{r<mover><mi>s</mi><mo>^</mo></mover>}"
            )
        )
    };
}
