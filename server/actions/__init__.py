"""What do people (or the clock) do? One public function a file is one transaction."""
