//! `dotenv!` reads variables from the package's `.env`.

use dotenvy_macro::dotenv;

fn main() {
    println!("{} {}", dotenv!("COLOR"), dotenv!("GREETING", "there is no greeting"));
}
