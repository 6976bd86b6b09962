"""What runs around every request: headers, caching, limits, measurements and the access log."""
