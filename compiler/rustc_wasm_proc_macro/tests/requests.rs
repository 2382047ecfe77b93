//! Every request there is: what is answered, and that nothing else is accepted. The module sends the
//! request in its data and prints the reply; its inputs are the handles 1 to 3 for the sites and the
//! stream 1.

mod host;

use proptest::prelude::*;
use rustc_wasm_proc_macro::Options;
use rustc_wasm_proc_macro::abi::Method;

use host::{Span, TestHost, load, parse};

const INPUT: u32 = 1;
const DEF_SITE: u32 = 1;
const CALL_SITE: u32 = 2;
const MIXED_SITE: u32 = 3;

const SOME: u8 = 0;
const NONE: u8 = 1;

/// Values of the wire format, one after the other.
#[derive(Default)]
struct Request(Vec<u8>);

impl Request {
    fn u8(mut self, value: u8) -> Self {
        self.0.push(value);
        self
    }

    fn u32(mut self, value: u32) -> Self {
        self.0.extend(value.to_le_bytes());
        self
    }

    fn str(self, value: &str) -> Self {
        let mut request = self.u32(value.len() as u32);
        request.0.extend(value.as_bytes());
        request
    }
}

/// A valid request.
fn request(method: Method) -> Vec<u8> {
    let r = Request::default().u8(method as u8);
    let r = match method {
        Method::injected_env_var => r.str("SET"),
        Method::track_env_var => r.str("VAR").u8(SOME).str("value"),
        Method::track_path => r.str("some/path"),
        Method::literal_from_str => r.str("br##\"raw\"##"),
        Method::emit_diagnostic => {
            // A warning at two spans with a help at none.
            let r = r.u8(1).str("warning").u32(2).u32(DEF_SITE).u32(CALL_SITE);
            r.u32(1).u8(3).str("help").u32(0).u32(0)
        }
        Method::ts_drop | Method::ts_clone | Method::ts_is_empty | Method::ts_expand_expr => {
            r.u32(INPUT)
        }
        Method::ts_from_str => r.str("a b"),
        Method::ts_to_string => r.u32(INPUT),
        // The punctuation `+`, joint.
        Method::ts_from_token_tree => r.u8(1).u8(b'+').u8(1).u32(CALL_SITE),
        Method::ts_concat_trees => {
            // A raw identifier and a byte string with a suffix behind the input.
            let r = r.u8(SOME).u32(INPUT).u32(2).u8(2).str("fn").u8(1).u32(CALL_SITE);
            r.u8(3).u8(6).str("bytes").u8(SOME).str("u8").u32(DEF_SITE)
        }
        Method::ts_concat_streams => r.u8(NONE).u32(1).u32(INPUT),
        Method::ts_into_trees => r.u32(INPUT),
        Method::span_debug
        | Method::span_parent
        | Method::span_source
        | Method::span_byte_range
        | Method::span_start
        | Method::span_end
        | Method::span_line
        | Method::span_column
        | Method::span_file
        | Method::span_local_file
        | Method::span_source_text
        | Method::span_save_span => r.u32(CALL_SITE),
        Method::span_join | Method::span_resolved_at => r.u32(CALL_SITE).u32(MIXED_SITE),
        // From 5, included, to 9, excluded.
        Method::span_subspan => r.u32(CALL_SITE).u8(0).u32(5).u8(1).u32(9),
        Method::span_recover_proc_macro_span => r.u32(7),
        Method::symbol_normalize_and_validate_ident => r.str("ident"),
    };
    r.0
}

/// Where the stream is in the reply, if there is one that is not the input.
fn stream_offset(method: Method) -> Option<u32> {
    match method {
        Method::ts_clone
        | Method::ts_from_token_tree
        | Method::ts_concat_trees
        | Method::ts_concat_streams => Some(1),
        Method::ts_from_str => Some(2),
        _ => None,
    }
}

/// What comes of a request, and what else the host was told. The macro returns the stream at an
/// offset in the reply, if any.
fn send(request: &[u8], stream_offset: Option<u32>) -> (String, Vec<String>) {
    let data: String = request.iter().map(|byte| format!("\\{byte:02x}")).collect();
    let len = request.len();
    let output = match stream_offset {
        Some(offset) => format!("i32.load (i32.const {})", 8192 + offset),
        None => "i32.const 0".to_owned(),
    };
    let module = format!(
        r#"(module
          (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write"
            (func $fd_write (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "{data}")
          (func (export "run") (param i32 i32 i32 i32) (result i32)
            (i32.store (i32.const 4096) (i32.const 8192))
            (i32.store (i32.const 4100)
              (call $call (i32.const 0) (i32.const {len}) (i32.const 8192) (i32.const 4096)))
            (drop (call $fd_write (i32.const 1) (i32.const 4096) (i32.const 1) (i32.const 4104)))
            ({output}))
          (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run"))"#
    );
    let krate = load(wat::parse_str(module).unwrap(), Options::default()).unwrap();
    let mut host = TestHost::default();
    let input = parse("x = [1.5]", Span::INPUT).unwrap();
    let outcome = host.expand(&krate, "run", vec![input]);
    (outcome, host.log)
}

#[test]
fn every_method_is_answered() {
    let mut replies = String::new();
    for &method in Method::ALL {
        let (outcome, mut log) = send(&request(method), stream_offset(method));
        if stream_offset(method).is_some() {
            log.push(outcome);
        } else {
            assert_eq!(outcome, "run:", "{}", method.name());
        }
        replies += &format!("{}:\n    {}\n", method.name(), log.join("\n    "));
    }
    insta::assert_snapshot!(replies);
}

/// The other replies of the methods that can say no.
#[test]
fn methods_say_no() {
    let r = |method: Method| Request::default().u8(method as u8);
    let requests = [
        r(Method::injected_env_var).str("UNSET"),
        r(Method::track_env_var).str("VAR").u8(NONE),
        r(Method::literal_from_str).str("word"),
        r(Method::ts_from_str).str(")"),
        r(Method::span_parent).u32(DEF_SITE),
        r(Method::span_local_file).u32(DEF_SITE),
        r(Method::span_join).u32(DEF_SITE).u32(DEF_SITE),
        r(Method::span_subspan).u32(DEF_SITE).u8(2).u8(2),
        r(Method::span_source_text).u32(DEF_SITE),
        r(Method::symbol_normalize_and_validate_ident).str("two words"),
    ];
    let mut replies = String::new();
    for Request(request) in requests {
        let name = Method::from_tag(request[0]).unwrap().name();
        let (outcome, log) = send(&request, None);
        assert_eq!(outcome, "run:", "{name}");
        replies += &format!("{name}:\n    {}\n", log.join("\n    "));
    }
    insta::assert_snapshot!(replies);
}

/// Nothing is done before the whole request is known to be valid.
#[test]
fn requests_cannot_be_shorter_or_longer() {
    for &method in Method::ALL {
        let mut request = request(method);
        let invalid = format!("run failed: the module made an invalid `{}` request", method.name());
        for len in 1..request.len() {
            let (outcome, log) = send(&request[..len], None);
            let expected = format!("{invalid}: the message ends inside a value");
            assert!(outcome.starts_with(&expected), "{len} bytes: {outcome}");
            assert_eq!(log, [""; 0], "{len} bytes of {}", method.name());
        }
        let len = request.len();
        request.push(0);
        let (outcome, log) = send(&request, None);
        let expected = format!("{invalid}: unexpected bytes from byte {len} of the message, in ");
        assert!(outcome.starts_with(&expected), "{outcome}");
        assert_eq!(log, [""; 0], "{}", method.name());
    }
}

fn is_answer_or_fault(outcome: &str) -> bool {
    outcome == "run:" || outcome.starts_with("run failed: the module made an invalid ")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered_or_refused(
        method in 0..=Method::ALL.len() as u8,
        // Mostly bytes that mean something, so that values nest.
        arguments in prop::collection::vec(prop_oneof![4 => 0..4u8, 1 => any::<u8>()], 0..64),
    ) {
        let (outcome, _) = send(&[&[method][..], &arguments].concat(), None);
        prop_assert!(is_answer_or_fault(&outcome), "{}", outcome);
    }

    #[test]
    fn changed_requests_are_answered_or_refused(
        method in prop::sample::select(Method::ALL),
        index in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut request = request(method);
        *index.get_mut(&mut request) = byte;
        let (outcome, _) = send(&request, None);
        prop_assert!(is_answer_or_fault(&outcome), "{}", outcome);
    }
}
