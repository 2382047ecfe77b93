//! `#[derive(TypedBuilder)]`: builders whose types know what is set.

use typed_builder::TypedBuilder;

#[derive(TypedBuilder, Debug, PartialEq, Clone)]
#[builder(doc, mutators(fn log(&mut self, byte: u8) { self.log.push(byte); }))]
struct Server<'a, T: Default + From<u8> = u8> {
    #[builder(setter(into))]
    host: String,
    #[builder(default = 8080)]
    port: u16,
    #[builder(default, setter(strip_option(fallback = user_opt)))]
    user: Option<&'a str>,
    #[builder(default_code = r#""x".repeat(port as usize / 4000)"#)]
    computed: String,
    #[builder(via_mutators = vec![1])]
    log: Vec<u8>,
    #[builder(setter(transform = |a: u8, b: u8| T::from(a + b)), default)]
    sum: T,
}

impl From<Server<'_, u32>> for u32 {
    fn from(server: Server<'_, u32>) -> u32 {
        server.sum
    }
}

#[derive(TypedBuilder, Debug)]
#[builder(builder_method(name = make), build_method(into = u32, vis = "pub"), builder_type(name = Maker))]
struct Flags {
    #[builder(setter(strip_bool))]
    on: bool,
    #[builder(setter(prefix = "with_", doc = "Sets it."))]
    level: u32,
}

impl From<Flags> for u32 {
    fn from(flags: Flags) -> u32 {
        if flags.on { flags.level } else { 0 }
    }
}

fn main() {
    println!("{:?}", Server::<u8>::builder().host("h").build());
    let server = Server::<u32>::builder().host("h").port(9000).user("me").sum(1, 2).log(2).build();
    println!("{server:?} {}", u32::from(server.clone()));
    println!("{:?}", Server::<u8>::builder().host("h").user_opt(None).build() == Server::builder().host("h").build());
    println!("{} {}", Flags::make().with_level(3).on().build(), Flags::make().with_level(3).build());
}
