#pragma once
#include <array>
#include <cstdint>
#include <string>
namespace aqua::host {
[[nodiscard]] std::string peerIdOfSeed(const std::array<uint8_t, 32>& seed);
} // namespace aqua::host
