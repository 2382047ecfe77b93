//! Grammars that are not valid.

mod broken {
    #[derive(pest_derive::Parser)]
    #[grammar = "files/broken.pest"]
    struct Broken;
}

mod syntax {
    #[derive(pest_derive::Parser)]
    #[grammar_inline = "a = { "]
    struct Syntax;
}

mod missing {
    #[derive(pest_derive::Parser)]
    struct Missing;
}

fn main() {}
