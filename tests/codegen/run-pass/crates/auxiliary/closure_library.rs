//! Closures that the library makes, keeps and calls.
pub fn counter(step: u32) -> impl FnMut() -> u32 {
    let mut n = 0;
    move || {
        n += step;
        n
    }
}

pub fn boxed(name: String) -> Box<dyn Fn(&str) -> String> {
    Box::new(move |text| format!("{name}:{text}"))
}

#[derive(Default)]
pub struct Events<'a> {
    handlers: Vec<Box<dyn FnMut(i32) -> bool + 'a>>,
}

impl<'a> Events<'a> {
    pub fn on(&mut self, handler: impl FnMut(i32) -> bool + 'a) -> &mut Self {
        self.handlers.push(Box::new(handler));
        self
    }

    pub fn fire(&mut self, value: i32) -> usize {
        self.handlers.retain_mut(|handler| handler(value));
        self.handlers.len()
    }
}

pub fn pipeline<T>(stages: &[&dyn Fn(T) -> T], start: T) -> T {
    stages.iter().fold(start, |value, stage| stage(value))
}
