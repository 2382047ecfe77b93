//! `generate_interfaces!` and `generate_client_code!`: Rust from a protocol in XML.
//@ dependency: wayland-scanner = "0.31"
//@ dependency: wayland-backend = "0.3"
//@ grant: read @package

pub mod interfaces {
    pub use wayland_backend;
    wayland_scanner::generate_interfaces!("protocol.xml");
}

fn main() {
    let interface = &interfaces::A_THING_INTERFACE;
    println!("{} {}", interface.name, interface.version);
    for request in interface.requests {
        println!("{} {} {:?}", request.name, request.since, request.signature);
    }
    for event in interface.events {
        println!("{} {:?} {}", event.name, event.signature, event.is_destructor);
    }
}
