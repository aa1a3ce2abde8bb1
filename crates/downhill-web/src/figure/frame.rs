//! What the page of a frame asks of the module beyond what a post does.

use downhill_figure::FrameAddress;
use wasm_bindgen::prelude::*;

use crate::js::to_js;

/// What an address of a frame asks for: the part of it behind `?` or `#`.
#[wasm_bindgen(js_name = readFrameAddress, unchecked_return_type = "FrameAddress")]
pub fn read_frame_address(text: &str) -> JsValue {
    to_js(&FrameAddress::read(text))
}
