// What the user says to `aqua run`.

#pragma once

#include <optional>

#include "CommonOptions.h"
#include "RunReports.h"
#include "modules/Project.h"

namespace aqua::cli {

struct RunSettings {
  CommonOptions common;
  std::string call;                          // `-f`
  std::string data;                          // `-d`: JSON, or @FILE
  std::vector<std::string> arguments;        // `--arg NAME=JSON`
  std::optional<std::string> scenarioOption; // empty: none, whatever the project file says
  std::string scenarioFile;                  // what comes of it and of the project file
  std::string initPeer;
  std::string profile;
  std::optional<uint32_t> seed;
  std::optional<uint32_t> orders; // `--seeds`
  std::optional<uint64_t> timestamp;
  std::optional<uint32_t> ttl;
  std::optional<double> timeoutMs;
  modules::RunDefaults defaults; // of the project file: after the scenario
  ReportOptions reports;
  std::vector<std::string> warnings; // `-W NAME=LEVEL`
  std::string failurePolicy = "profile";
  std::optional<std::string> console; // stderr; of many orders off
  std::string jsEngine = "node";
  bool allowProcess = false;
  bool printAir = false;
  bool raw = false;
};

} // namespace aqua::cli
