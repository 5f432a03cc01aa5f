/// Brings the networks that come with the command, and their labels, beside the program.
///
/// In C, because a Swift target with resources gets code that finds them through Foundation, and
/// every start of the program would load Foundation for it.
#pragma once
