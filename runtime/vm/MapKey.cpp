#include "MapKey.h"

namespace aqua::vm {

bool isMapKey(const value::Value& value) {
  return value.isString() || value.kind() == value::Kind::Int || value.kind() == value::Kind::UInt;
}

std::string mapKeyText(const value::Value& key) {
  return key.isString() ? key.asString().str() : value::toJson(key);
}

} // namespace aqua::vm
