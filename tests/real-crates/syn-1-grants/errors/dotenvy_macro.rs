//! Variables that are neither in `.env` nor set, and calls of `dotenv!` that are not valid.

use dotenvy_macro::dotenv;

fn main() {
    dotenv!("ABSENT");
    dotenv!("ABSENT", "set it in .env");
    dotenv!(ABSENT);
    dotenv!();
    dotenv!("COLOR", "", "");
}
