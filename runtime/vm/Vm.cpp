#include "Vm.h"
