// A stranger's C++ program over the static library.
#include <cstdio>
#include <entente/base/version.hpp>

int main() { return std::printf("%s\n", entente::version()) > 0 ? 0 : 1; }
