#include "Answer.h"

namespace aqua::host {

Answer Answer::result(value::Value value) {
  Answer answer;
  answer.value = std::move(value);
  return answer;
}

Answer Answer::error(value::Value value, int32_t code) {
  Answer answer;
  answer.value = std::move(value);
  answer.code = code;
  return answer;
}

Answer Answer::silence() {
  Answer answer;
  answer.never = true;
  return answer;
}

Answer Answer::broken(std::string fault) {
  Answer answer;
  answer.fault = std::move(fault);
  return answer;
}

vm::CallResult toCallResult(const Answer& answer) {
  return {answer.code, value::toJson(answer.value)};
}

} // namespace aqua::host
