//! What `peg::parser!` refuses, and type errors in the code of rules.

peg::parser! {
    grammar undefined() for str {
        pub rule a() = missing() unknown<u8>()
        rule b(x: u8) = ['a']
        rule c() = b() b(1, 2)
        rule a() = "twice"
    }
}

peg::parser! {
    grammar endless() for str {
        pub rule left() = left() "a"
        pub rule nothing() = ""*
    }
}

peg::parser! {
    grammar types() for str {
        pub rule number() -> u8 = text:$(['0'..='9']) { text }
        pub rule word() -> String = "a" { undefined }
    }
}

peg::parser! {
    grammar syntax() for str {
        pub rule a() = "a" / / "b" => {}
    }
}

fn main() {}
