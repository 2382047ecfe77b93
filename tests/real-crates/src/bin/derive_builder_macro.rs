//! `#[derive(Builder)]` of derive_builder: defaults, setters, validation and errors at run time.

use derive_builder::Builder;

#[derive(Builder, Debug, Clone, PartialEq)]
#[builder(setter(into), build_fn(validate = "Self::validate"), derive(Debug))]
struct Server<T: Clone + Default> {
    host: String,
    #[builder(default = "8080")]
    port: u16,
    #[builder(default, setter(strip_option))]
    user: Option<String>,
    #[builder(setter(each(name = "alias", into)), default)]
    aliases: Vec<String>,
    #[builder(default = "self.default_extra()")]
    extra: T,
    #[builder(setter(skip))]
    started: bool,
}

impl<T: Clone + Default> ServerBuilder<T> {
    fn validate(&self) -> Result<(), String> {
        match self.port {
            Some(port) if port < 1024 => Err(format!("port {port} is taken")),
            _ => Ok(()),
        }
    }

    fn default_extra(&self) -> T {
        T::default()
    }
}

#[derive(Builder, Debug)]
#[builder(pattern = "owned", name = "Maker", build_fn(name = "make", error = "Trouble"))]
struct Owned<'a> {
    words: &'a [&'a str],
    #[builder(field(ty = "usize", build = "self.count * 2"))]
    count: usize,
}

#[derive(Debug)]
struct Trouble(String);

impl From<derive_builder::UninitializedFieldError> for Trouble {
    fn from(error: derive_builder::UninitializedFieldError) -> Self {
        Trouble(error.to_string())
    }
}

fn main() {
    println!("{:?}", ServerBuilder::<u8>::default().build());
    println!("{:?}", ServerBuilder::<u8>::default().host("h").port(80u16).build());
    let mut builder = ServerBuilder::<f64>::default();
    builder.host("example").user("me").alias("a").alias("b").extra(1.5);
    println!("{builder:?}\n{:?}", builder.build());
    println!("{:?}", Maker::default().words(&["x"]).count(4).make());
    println!("{:?}", Maker::default().make());
}
