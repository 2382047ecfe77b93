// Has no macros.
//@ edition: 2021
