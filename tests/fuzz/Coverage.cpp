// Names of constructs and features.

#include "Coverage.h"

namespace aqua::fuzz {

llvm::StringRef nameOf(Construct construct) {
  static constexpr std::array<const char*, constructCount> names = {
#define AQUA_CONSTRUCT(Name, feature) #Name,
#include "Constructs.def"
#undef AQUA_CONSTRUCT
  };
  return names[static_cast<size_t>(construct)];
}

Feature featureOf(Construct construct) {
  static constexpr std::array<Feature, constructCount> features = {
#define AQUA_CONSTRUCT(Name, feature) Feature::feature,
#include "Constructs.def"
#undef AQUA_CONSTRUCT
  };
  return features[static_cast<size_t>(construct)];
}

llvm::StringRef nameOf(Feature feature) {
  static constexpr std::array<const char*, featureCount> names = {
      "core",    "abilities", "closures", "arrows", "services", "copy",
      "for-try", "for-rec",   "parseq",   "maps",   "live-maps"};
  return names[static_cast<size_t>(feature)];
}

} // namespace aqua::fuzz
