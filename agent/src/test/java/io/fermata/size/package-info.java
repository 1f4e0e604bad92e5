/** What must not grow unnoticed and does not depend on the machine: recorded, compared exactly. */
package io.fermata.size;
