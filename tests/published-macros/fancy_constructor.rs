//! `#[derive(new)]` of fancy_constructor.
//@ dependency: fancy_constructor = "2"

use std::sync::Arc;

use fancy_constructor::new;

#[derive(Debug, new)]
#[new(vis(pub(crate)), name(construct), comment("Makes one."), bounds(T: Clone))]
struct Settings<T> {
    #[new(into)]
    a: T,
    #[new(val("Bar".into()))]
    b: String,
    #[new(clone)]
    c: Arc<u8>,
    #[new(default)]
    d: Vec<u8>,
}

#[derive(Debug, new)]
#[new(const_fn)]
struct Tuple(u8, bool);

const MADE: Tuple = Tuple::new(1, true);

fn main() {
    println!("{:?} {MADE:?}", Settings::<String>::construct("a", &Arc::new(3)));
}
