# Renders and batches without a network, as nobody, from a root that nothing can write to:
#   docker build -t scrollcast .
#   docker run --rm --network none --read-only --tmpfs /tmp --tmpfs /home/reader \
#     -v "$PWD/cases:/cases:ro" -v "$PWD/out:/out" scrollcast batch /cases -o /out
FROM python:3.12-slim-bookworm AS build
COPY . /source
WORKDIR /source
RUN python -m venv /opt/scrollcast \
 && /opt/scrollcast/bin/pip install --no-cache-dir --constraint requirements.lock '.[s3,dask]'

FROM python:3.12-slim-bookworm
RUN useradd --create-home --uid 10001 reader
COPY --from=build /opt/scrollcast /opt/scrollcast
ENV PATH=/opt/scrollcast/bin:$PATH HOME=/home/reader PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001
WORKDIR /out
ENTRYPOINT ["scrollcast"]
CMD ["--help"]
