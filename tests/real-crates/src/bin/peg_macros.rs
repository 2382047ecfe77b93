//! `peg::parser!`: a grammar with precedence, arguments, left recursion and error messages.

peg::parser! {
    /// Sums and lists.
    grammar calculator() for str {
        use std::collections::BTreeMap;

        rule _ = quiet!{ [' ' | '\n']* }
        rule digit() = ['0'..='9']
        rule number() -> i64
            = text:$(digit()+) {? text.parse().or(Err("small number")) }
            / expected!("number")

        pub rule sum() -> i64 = precedence!{
            x:(@) _ "+" _ y:@ { x + y }
            x:(@) _ "-" _ y:@ { x - y }
            --
            x:(@) _ "*" _ y:@ { x * y }
            --
            x:@ _ "^" _ y:(@) { x.pow(y as u32) }
            --
            "-" x:@ { -x }
            n:number() { n }
            "(" _ value:sum() _ ")" { value }
        }

        rule list<T>(item: rule<T>) -> Vec<T> = "[" _ items:(item() ** (_ "," _)) _ "]" { items }
        pub rule lists() -> Vec<Vec<i64>> = list(<list(<number()>)>)

        rule name() -> &'input str = $(quiet!{ ['a'..='z' | 'A'..='Z' | '_']+ } / expected!("name"))
        pub rule map(start: i64) -> BTreeMap<&'input str, i64>
            = entries:(key:name() _ "=" _ value:sum() { (key, value + start) }) ++ (_ ";" _) ";"?
            { entries.into_iter().collect() }

        #[cache_left_rec]
        pub rule chain() -> String
            = left:chain() "." name:name() { format!("({left}.{name})") }
            / name:name() { name.to_owned() }

        pub rule positions() -> Vec<(usize, usize)> = item() **<1,3> ","
        rule item() -> (usize, usize)
            = !"x" &[_] start:position!() "ab"*<1,2> end:position!() { (start, end) }
    }
}

fn main() {
    for text in ["1 + 2 * 3", "2^3^2 - -4", "(1 + 2) * (3", "1 +", "99999999999999999999"] {
        println!("{:?}", calculator::sum(text).map_err(|error| error.to_string()));
    }
    println!("{:?}", calculator::lists("[[1, 2], [], [3]]"));
    println!("{:?}", calculator::lists("[[1, 2], [}").map_err(|error| error.to_string()));
    println!("{:?}", calculator::map("a = 1; b = 2*3;", 100));
    println!("{:?}", calculator::chain("a.b.c"));
    println!("{:?}", calculator::positions("ab,abab,ab"));
    println!("{:?}", calculator::positions("ab,x").map_err(|error| error.to_string()));
    println!("{:?}", calculator::chain("a..c").map_err(|error| error.to_string()));
}
