# Float literals, imaginary literals, and their shortest representation.
print(1., .5, 1.5, 1e10, 1E-5, 1_0.0_1, 1e1_0, 0., 00.5, 09.5, 1e+3)
print(0.1, 0.1 + 0.2, 1e16, 1e15, 123456789.123456789, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308)
print(1e400, -1e400, 1e400 - 1e400, -0.0, 1e22, 1e23, 9007199254740993.0)
print(1j, 1.5J, 1_0j, 0j, 1e3j, 010j, -1j, 1 + 2j, 1 - 0j, -0.0 + 1j)
print(3.0 .real, 3 .real, 3.0.real, 1j.imag, 5 .bit_length())
