/* Empty: the flattened header leaves size_t and the integer types to the FFI that reads it. */
