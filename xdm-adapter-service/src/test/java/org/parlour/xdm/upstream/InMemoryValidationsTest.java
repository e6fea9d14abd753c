package org.parlour.xdm.upstream;

class InMemoryValidationsTest extends ValidationsContract {
  @Override
  Validations validations() {
    return new InMemoryValidations();
  }
}
