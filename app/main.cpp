#include <iostream>

int main() {
  std::cout << "facet " FACET_VERSION "\n";
  return 0;
}
