//! Commands that `#[command]` refuses.

extern crate self as tauri;

use tauri_macros::{command, generate_context, generate_handler};

#[command(rename_all = "Sideways")]
fn case() {}

#[command(no_such_option)]
fn option() {}

#[command]
async fn reference(text: &str) {}

struct State;

impl State {
    #[command]
    fn method(&self) {}
}

#[command]
struct NotAFunction;

fn main() {
    let _ = generate_handler![5];
    generate_context!("absent.json");
}
