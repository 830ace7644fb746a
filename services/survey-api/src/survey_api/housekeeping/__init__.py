"""What must happen on time whether or not anybody asks: closing windows and destroying issuer keys."""
