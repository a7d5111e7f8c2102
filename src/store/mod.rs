//! Files: scenarios, records, audio. The only place of the core program that touches the disk.
