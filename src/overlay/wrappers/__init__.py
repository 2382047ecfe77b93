"""Scripts for Cargo's `RUSTC_WRAPPER`. The rest of the tool calls what they are made of."""
