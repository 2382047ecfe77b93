//! What the protocols do not use yet: calls of a module inside of a call of its that waits.

use super::Wasmi;
use crate::engine::Type::I32;
use crate::engine::{
    Caller, Choice, Engine, EngineChoice, Guest, Handler, Import, Imports, Run, State, Wait,
};
use crate::fault::FaultKind;
use crate::limits::budget::Budget;
use crate::limits::{Limit, Limits};

const IMPORTS: Imports<()> = Imports {
    module: "host",
    functions: &[Import { name: "down", params: &[I32], has_result: true, run: Run::Ask(7) }],
    others: None,
};

/// `down(n)` is 1, or `run(n - 1)`, which calls `down` again and adds 10.
const MODULE: &str = r#"(module
    (import "host" "down" (func $down (param i32) (result i32)))
    (memory (export "memory") 1)
    (func (export "run") (param i32) (result i32)
      (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
      (if (i32.eq (local.get 0) (i32.const 99)) (then (unreachable)))
      (i32.add (call $down (local.get 0)) (i32.const 10)))
  )"#;

/// Calls the module back. How a nested call that trapped ended is kept, and its caller gets 5.
#[derive(Default)]
struct Back {
    trap: Option<FaultKind>,
}

impl Handler<()> for Back {
    fn handle(&mut self, guest: &mut dyn Caller<()>, wait: Wait) -> Result<Option<u32>, FaultKind> {
        let Wait::Ask(ask) = wait else { panic!("{wait:?}") };
        assert_eq!((ask.number, ask.name), (7, "down"));
        match ask.args[0] {
            0 => Ok(Some(1)),
            100 => {
                self.trap = guest.call("run", &[99], &mut [0], self).err();
                Ok(Some(5))
            }
            n => {
                let mut result = [0];
                guest.call("run", &[n - 1], &mut result, self)?;
                Ok(Some(result[0]))
            }
        }
    }
}

fn instance() -> Wasmi<()> {
    let (limits, bytes) = (Limits::default(), wat::parse_str(MODULE).unwrap());
    let choice = Choice::of(EngineChoice::Interpreter);
    let compiled = Wasmi::<()>::compile(&bytes, &limits, &choice).unwrap();
    let budget = Budget { fuel: 100_000, memory: 1 << 20 };
    Wasmi::instantiate(&compiled, &[IMPORTS], State::new((), 0), budget).unwrap()
}

#[test]
fn a_module_can_be_called_inside_of_a_call_that_waits() {
    let mut engine = instance();
    let mut result = [0];
    engine.call("run", &[20], &mut result, &mut Back::default()).unwrap();
    assert_eq!(result, [211]);
    // They share memory and fuel.
    assert_eq!(engine.parts().0.unwrap()[0], 21);
    assert!(engine.fuel() < 100_000);
}

#[test]
fn a_nested_call_that_traps_ends_alone() {
    let (mut engine, mut back) = (instance(), Back::default());
    let mut result = [0];
    engine.call("run", &[100], &mut result, &mut back).unwrap();
    assert_eq!(result, [15]);
    assert!(matches!(back.trap, Some(FaultKind::Trap(_))), "{:?}", back.trap);
}

#[test]
fn fuel_ends_in_whatever_call_it_does() {
    let mut engine = instance();
    engine.set_fuel(200);
    let fault = engine.call("run", &[50], &mut [0], &mut Back::default()).unwrap_err();
    assert_eq!(fault, FaultKind::Limit(Limits::default().reached(Limit::Fuel)));
}

#[test]
fn too_many_locals_are_called_so() {
    let module = format!("(module (func (local {})))", "i64 ".repeat(31_000));
    let error =
        Wasmi::<()>::validate(&wat::parse_str(module).unwrap(), &Limits::default()).unwrap();
    assert!(error.starts_with("a function has more than 30,000 local variables"), "{error}");
}
