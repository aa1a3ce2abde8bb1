//! Modules as they travel: taken apart and packed by LZMA, which www/join.js and www/unpack.js undo.

use std::io::{self, Write};

use lzma_rust2::{LzmaOptions, LzmaWriter};

use crate::error::{Error, Result};
use crate::split::split;

/// The module taken apart and packed, a fifth smaller than gzip.
pub fn module(module: &[u8]) -> Result<Vec<u8>> {
    packed(&split(module)?)
}

/// The content as a .lzma file (`xz --format=lzma -d` unpacks it too).
pub fn packed(content: &[u8]) -> Result<Vec<u8>> {
    // The unpacker knows no other lc, lp and pb. With parts as short as a module's, a byte says best by
    // its highest bit alone what follows it.
    let options = LzmaOptions {
        dict_size: 1 << 20,
        lc: 1,
        lp: 0,
        pb: 0,
        depth_limit: 1000,
        ..LzmaOptions::with_preset(9)
    };
    let write = || -> io::Result<Vec<u8>> {
        let length = content.len() as u64;
        let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(length))?;
        writer.write_all(content)?;
        writer.finish()
    };
    write().map_err(|error| Error::new(format!("the module could not be packed: {error}")))
}
