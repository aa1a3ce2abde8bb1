//! Pieces of equations in MathML.
//!
//! An equation is a line: its result, `|`, and a text. A slot in it is a letter and a symbol in braces;
//! the letter has a value in each coordinate. A remembered quantity has two slots with the same symbol:
//! the small letter before the step, the capital after it.

/// A parenthesis. It is as high as a letter, whatever it contains.
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
/// A running mean: a share of the old value plus the rest of the new one.
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
/// The step, which is the learning rate times `$of`.
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
/// The means corrected for their start at zero, and the step that is made of them.
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
