//! Parts and files that there are none of.

#[doc = docify::embed!("src/bin/docify_macros.rs", absent)]
struct NoSuchPart;

#[doc = docify::embed!("src/absent.rs")]
struct NoSuchFile;

#[docify::export]
impl NoSuchFile {}

fn main() {}
