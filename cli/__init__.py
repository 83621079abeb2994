"""The command `thongsuot`: the same use cases, the same sentences, for those who sit at the machine."""
