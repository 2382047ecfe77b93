//! The link map: what is where in the output, and which object it is from, for `--Map` and
//! `--print-map`. It is for people; the format is not `wasm-ld`'s.

use std::fmt::Write;

use crate::output::Output;

impl Output<'_, '_> {
    pub fn map(&self) -> String {
        let mut map = String::from("code: offset in the section, size, function, object\n");
        for &id in &self.index.functions {
            let function = &self.program.functions[id];
            let size = function.body.bytes().len();
            let (name, offset) = (function.name.as_str(), self.code_offset(id));
            let object = function.object.map(|object| &*self.program.objects[object].name);
            line(&mut map, offset, size, name, object);
        }
        map.push_str("\ndata: address, size, segment, object\n");
        for segment in &self.layout.segments {
            line(&mut map, segment.start, segment.size as usize, segment.name, None);
            for &id in &segment.inputs {
                let input = &self.program.segments[id];
                let object = &self.program.objects[input.object].name;
                let address = input.address_of(0);
                line(&mut map, address, input.data.len(), input.name, Some(object));
            }
        }
        map
    }
}

/// Objects that are not given are the linker itself, or several.
fn line(map: &mut String, position: u32, size: usize, name: &str, object: Option<&str>) {
    let object = object.unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = writeln!(map, "{position:08x} {size:8x} {name} {object}");
}
