//! `uuid!`: identifiers that are parsed when they are compiled; later versions of uuid need no procedural macro for it.
//@ dependency: uuid = { version = "=1.18.1", default-features = false, features = ["std", "macro-diagnostics"] }

use uuid::{Uuid, uuid};

const ID: Uuid = uuid!("67e55044-10b1-426f-9247-bb680e5fe0c8");

fn main() {
    println!("{ID} {}", uuid!("urn:uuid:F9168C5E-CEB2-4faa-B6BF-329BF39FA1E4").as_u128());
    println!("{:?}", uuid!("{00000000-0000-0000-0000-000000000001}").get_version());
}
