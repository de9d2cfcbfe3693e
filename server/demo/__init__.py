"""A hall that never was, made with a fixed seed through the same actions as a real one."""
