//! `#[wasm_bindgen]` on what is imported, a file of the package among it, and on what is exported. Without a browser,
//! only what does not call JavaScript can be run.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/files/snippet.js")]
extern "C" {
    fn double(x: u32) -> u32;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn log(text: &str);

    type Element;

    #[wasm_bindgen(method, getter, js_name = "innerText")]
    fn text(this: &Element) -> String;
}

#[wasm_bindgen]
#[derive(Debug)]
pub struct Counter {
    pub count: u32,
    name: String,
}

#[wasm_bindgen]
impl Counter {
    #[wasm_bindgen(constructor)]
    pub fn new(name: String) -> Counter {
        Counter { count: 0, name }
    }

    pub fn add(&mut self, by: u32) {
        self.count += by;
    }

    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.name.clone()
    }
}

#[wasm_bindgen(js_name = "greetAll")]
pub fn greet(names: Vec<String>) -> Result<String, JsValue> {
    Ok(names.join(", "))
}

#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Small = 1,
    Large = 5,
}

fn main() {
    let mut counter = Counter::new("a".into());
    counter.add(3);
    println!("{counter:?} {} {:?}", counter.name(), Kind::Large);
    println!("{:?}", greet(vec!["a".into(), "b".into()]).ok());
}
