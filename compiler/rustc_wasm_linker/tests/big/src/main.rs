//! A program of several crates: reads a text with regular expressions, writes it as JSON and reads
//! that again.

use serde_json::{Map, Value, json};

const LOG: &str = "\
2024-02-29 info a=1.5 b=-2e3: all is well, naïve
2024-12-31 warning c=0.25
no line of a log
1999-01-01 info : \"quoted\"
";

fn main() {
    let line = regex::Regex::new(
        r"(?m)^(\d{4})-(\d\d)-(\d\d) (info|warning)((?: \w+=[-+.\de]+)*) ?(?:: (\P{Cc}+))?$",
    )
    .unwrap();
    let field = regex::Regex::new(r"(?<name>\w+)=(?<value>\S+)").unwrap();
    let entries: Vec<Value> = line
        .captures_iter(LOG)
        .map(|found| {
            let date = [1, 2, 3].map(|part| found[part].parse::<u16>().unwrap());
            let fields: Map<String, Value> = field
                .captures_iter(&found[5])
                .map(|field| {
                    let value: f64 = field["value"].parse().unwrap();
                    (field["name"].to_owned(), value.into())
                })
                .collect();
            let message = found.get(6).map(|message| message.as_str());
            json!({"date": date, "level": &found[4], "fields": fields, "message": message})
        })
        .collect();
    let text = serde_json::to_string_pretty(&entries).unwrap();
    println!("{text}");
    let again: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(entries, again);
    println!("{}", serde_json::from_str::<Value>("{\"date\": 1, }").unwrap_err());
}
