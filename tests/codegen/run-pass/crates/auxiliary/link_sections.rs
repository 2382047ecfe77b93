//! Statics in a section of their own.
#[unsafe(link_section = "own_section")]
#[used]
pub static IN_SECTION: [u8; 8] = *b"section!";

#[unsafe(link_section = ".data.own")]
pub static mut IN_DATA: u32 = 77;
